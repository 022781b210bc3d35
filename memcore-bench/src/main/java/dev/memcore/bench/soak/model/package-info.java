/** The reference of the soak test: steps on a scope, what they do to a model of it, and how a store is compared with the model. */
@NullMarked
package dev.memcore.bench.soak.model;

import org.jspecify.annotations.NullMarked;
