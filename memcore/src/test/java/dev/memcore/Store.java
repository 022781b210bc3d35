package dev.memcore;

import dev.memcore.testkit.LinearIndex;

/** One store that tests open, close and open again: over which log and index, its maker decides. */
interface Store {
    /** A builder for this store; what was written through an earlier one is there. */
    MemcoreBuilder builder();

    /** Loses the index, while the store is closed. */
    void loseIndex();

    /** A store over fakes. */
    static Store overFakes() {
        return new Store() {
            private final ListLog log = new ListLog();
            private LinearIndex index = new LinearIndex();

            @Override
            public MemcoreBuilder builder() {
                return Memcore.builder().log(log).index(index);
            }

            @Override
            public void loseIndex() {
                index = new LinearIndex();
            }
        };
    }
}
