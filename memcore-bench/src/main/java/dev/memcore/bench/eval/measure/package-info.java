/** Questions, answers and the measures over them. */
@NullMarked
package dev.memcore.bench.eval.measure;

import org.jspecify.annotations.NullMarked;
