package dev.memcore.retrieval.fusion;

import dev.memcore.spi.Fuser;
import dev.memcore.testkit.FuserContract;

/** {@link MinMaxWeightedSum} fulfils the contract of {@link Fuser}. */
class MinMaxWeightedSumContractTest extends FuserContract {
    @Override
    protected Fuser create() {
        return MinMaxWeightedSum.ofDefaults();
    }
}
