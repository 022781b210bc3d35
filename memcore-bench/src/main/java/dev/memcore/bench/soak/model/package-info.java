/**
 * The reference model of the soak test: steps on a scope, their effects on the model, and the comparison of a store
 * with the model.
 */
@NullMarked
package dev.memcore.bench.soak.model;

import org.jspecify.annotations.NullMarked;
