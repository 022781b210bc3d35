/** Common parts of all commands: opening stores, child processes, scratch directories, reports and invalid input. */
@NullMarked
package dev.memcore.bench.harness;

import org.jspecify.annotations.NullMarked;
