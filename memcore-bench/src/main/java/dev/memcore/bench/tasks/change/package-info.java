/** Tasks about statements that change: updates, edits, rules, entities. */
@NullMarked
package dev.memcore.bench.tasks.change;

import org.jspecify.annotations.NullMarked;
