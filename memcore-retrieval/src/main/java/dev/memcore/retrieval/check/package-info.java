/** The checks of arguments that hosts give. */
@NullMarked
package dev.memcore.retrieval.check;

import org.jspecify.annotations.NullMarked;
