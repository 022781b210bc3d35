/** Command lines: from a terminal or a pipe, split into words. */
@NullMarked
package dev.memcore.bench.shell.terminal;

import org.jspecify.annotations.NullMarked;
