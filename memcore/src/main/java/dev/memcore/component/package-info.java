/** What a store is made of, as the builder configured it, and small helpers that all other packages use. */
@NullMarked
package dev.memcore.component;

import org.jspecify.annotations.NullMarked;
