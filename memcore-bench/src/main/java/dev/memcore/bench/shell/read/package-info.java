/** The shell's commands that read. */
@NullMarked
package dev.memcore.bench.shell.read;

import org.jspecify.annotations.NullMarked;
