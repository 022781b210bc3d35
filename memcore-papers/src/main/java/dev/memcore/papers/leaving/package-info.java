/** Which memories the eviction policies of published systems remove. Not exported: {@code PublishedPolicies} makes them. */
@NullMarked
package dev.memcore.papers.leaving;

import org.jspecify.annotations.NullMarked;
