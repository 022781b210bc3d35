package dev.memcore.consolidation;

import dev.memcore.spi.WriteStage;
import dev.memcore.testkit.WriteStageContract;

/** {@link KeepVerbatim} fulfils the contract of {@link WriteStage}. */
class KeepVerbatimContractTest extends WriteStageContract {
    @Override
    protected WriteStage create() {
        return new KeepVerbatim();
    }
}
