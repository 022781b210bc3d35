package dev.memcore.model;

import dev.memcore.contract.Store;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The engine against the plain map, over a log and an index that are fakes. */
final class FakePartsModelTest extends ModelContract {
    @Property(tries = 200)
    void everySequenceLeavesWhatThePlainMapHolds(@ForAll("steps") List<Step> steps) {
        assertFollowsTheModel(steps);
    }

    @Override
    Store newStore() {
        return Store.overFakes();
    }
}
