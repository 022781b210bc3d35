/** Measures whether the preview of an erasure by topic shows what belongs to the topic, and nothing else. */
@NullMarked
package dev.memcore.bench.topics;

import org.jspecify.annotations.NullMarked;
