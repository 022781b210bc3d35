package dev.memcore.retrieval.fusion;

import dev.memcore.spi.Fuser;
import dev.memcore.testkit.FuserContract;

/** {@link ReciprocalRankFusion} fulfils the contract of {@link Fuser}. */
class ReciprocalRankFusionContractTest extends FuserContract {
    @Override
    protected Fuser create() {
        return new ReciprocalRankFusion();
    }
}
