/** What the shell's commands share: store, principal, screen, numbered memories, option groups. */
@NullMarked
package dev.memcore.bench.shell.context;

import org.jspecify.annotations.NullMarked;
