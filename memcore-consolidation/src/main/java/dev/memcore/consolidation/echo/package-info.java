/** Recognises sentences of a model's answer that only repeat what a model was shown from memory. */
@NullMarked
package dev.memcore.consolidation.echo;

import org.jspecify.annotations.NullMarked;
