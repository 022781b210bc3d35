/** Lists the classes that a call of the library executes. */
@NullMarked
package dev.memcore.bench.classes;

import org.jspecify.annotations.NullMarked;
