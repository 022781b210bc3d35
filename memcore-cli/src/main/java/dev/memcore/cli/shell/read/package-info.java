/** The shell's commands that read. */
@NullMarked
package dev.memcore.cli.shell.read;

import org.jspecify.annotations.NullMarked;
