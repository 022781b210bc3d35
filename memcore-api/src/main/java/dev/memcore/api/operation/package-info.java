/** Requests to a store other than remember and recall: operations, erasure, maintenance, and their settings. */
@NullMarked
package dev.memcore.api.operation;

import org.jspecify.annotations.NullMarked;
