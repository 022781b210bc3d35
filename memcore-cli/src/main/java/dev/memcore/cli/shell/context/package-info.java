/** Common parts of the shell's commands: store, principal, screen, numbered memories, and option groups. */
@NullMarked
package dev.memcore.cli.shell.context;

import org.jspecify.annotations.NullMarked;
