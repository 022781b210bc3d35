package dev.memcore.papers.fusion;

import dev.memcore.spi.Fuser;
import dev.memcore.testkit.FuserContract;

/** {@link LogOddsFusion} fulfils the contract of {@link Fuser}. */
class LogOddsFusionContractTest extends FuserContract {
    @Override
    protected Fuser create() {
        return new LogOddsFusion();
    }
}
