/** Queries that are answered later, when something fitting is written. */
@NullMarked
package dev.memcore.api.standing;

import org.jspecify.annotations.NullMarked;
