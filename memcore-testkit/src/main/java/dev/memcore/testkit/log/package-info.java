/** The contract tests for logs. */
@NullMarked
package dev.memcore.testkit.log;

import org.jspecify.annotations.NullMarked;
