/** Tasks about single abilities: labels, places, access, and the abilities of BEAM. */
@NullMarked
package dev.memcore.bench.tasks.ability;

import org.jspecify.annotations.NullMarked;
