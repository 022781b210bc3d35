package dev.memcore.cli.imports;

import java.util.function.Supplier;

/** Where a format delivers what it reads. For one thread. */
interface ForeignSink {
    /**
     * Takes a memory. If the supplier or the store rejects it, the reason is reported, and the import continues.
     *
     * @param what the memory in words, for messages
     */
    void offer(String what, Supplier<ForeignMemory> memory);

    /** Reports a part of the file that is not imported on purpose, such as an empty node. */
    void leaveOut(String what, String reason);

    /** Reports a part of the file that is not what the format describes. */
    void reject(String what, String reason);
}
