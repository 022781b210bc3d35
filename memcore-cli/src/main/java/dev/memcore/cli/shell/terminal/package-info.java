/** Command lines: from a terminal or a pipe, split into words. */
@NullMarked
package dev.memcore.cli.shell.terminal;

import org.jspecify.annotations.NullMarked;
