package dev.memcore.papers.fusion;

import dev.memcore.spi.Fuser;
import dev.memcore.testkit.FuserContract;

/** {@link EntropyRoutedSum} fulfils the contract of {@link Fuser}. */
class EntropyRoutedSumContractTest extends FuserContract {
    @Override
    protected Fuser create() {
        return new EntropyRoutedSum();
    }
}
