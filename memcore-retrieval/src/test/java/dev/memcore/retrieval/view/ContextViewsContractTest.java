package dev.memcore.retrieval.view;

import dev.memcore.spi.ViewBuilder;
import dev.memcore.testkit.ViewBuilderContract;

/** {@link ContextViews} fulfils the contract of {@link ViewBuilder}. */
class ContextViewsContractTest extends ViewBuilderContract {
    @Override
    protected ViewBuilder create() {
        return new ContextViews();
    }
}
