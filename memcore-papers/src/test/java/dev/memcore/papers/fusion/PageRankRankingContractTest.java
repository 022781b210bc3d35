package dev.memcore.papers.fusion;

import dev.memcore.spi.Fuser;
import dev.memcore.testkit.FuserContract;

/** {@link PageRankRanking} fulfils the contract of {@link Fuser}. */
class PageRankRankingContractTest extends FuserContract {
    @Override
    protected Fuser create() {
        return new PageRankRanking();
    }
}
