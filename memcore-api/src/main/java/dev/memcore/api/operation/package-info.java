/** What a host asks of a store beside remember and recall: operations, erasure, maintenance, and their settings. */
@NullMarked
package dev.memcore.api.operation;

import org.jspecify.annotations.NullMarked;
