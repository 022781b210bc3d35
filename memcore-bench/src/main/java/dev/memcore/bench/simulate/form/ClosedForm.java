package dev.memcore.bench.simulate.form;

import java.util.List;

/** Something of which a formula, or a paper, says what must come out; measured on the code that a store runs. */
@FunctionalInterface
public interface ClosedForm {
    /** Measures. */
    List<Check> checks();
}
