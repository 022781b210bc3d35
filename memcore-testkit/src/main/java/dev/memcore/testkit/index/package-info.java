/** The contract tests for indexes, and a reference index that scans all versions. */
@NullMarked
package dev.memcore.testkit.index;

import org.jspecify.annotations.NullMarked;
