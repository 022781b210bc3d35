/** What every command needs: opening stores, child processes, scratch directories, reports and bad input. */
@NullMarked
package dev.memcore.bench.harness;

import org.jspecify.annotations.NullMarked;
