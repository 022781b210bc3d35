package dev.memcore.bench.simulate.form;

import java.util.List;

/** A property with a known value, from a formula or a paper, that is measured on the code of the library. */
@FunctionalInterface
public interface ClosedForm {
    /** Measures. */
    List<Check> checks();
}
