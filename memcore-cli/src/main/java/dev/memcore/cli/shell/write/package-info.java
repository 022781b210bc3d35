/** The shell's commands that change the store. */
@NullMarked
package dev.memcore.cli.shell.write;

import org.jspecify.annotations.NullMarked;
