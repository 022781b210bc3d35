/** The configured components of a store, and small helpers that all other packages use. */
@NullMarked
package dev.memcore.component;

import org.jspecify.annotations.NullMarked;
