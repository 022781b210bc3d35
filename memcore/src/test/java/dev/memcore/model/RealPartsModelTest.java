package dev.memcore.model;

import dev.memcore.contract.Store;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** The engine against the plain map, over the parts that hosts have: files and Lucene. */
final class RealPartsModelTest extends ModelContract {
    private static final Path DIRECTORY = Store.temporaryDirectory();

    @AfterContainer
    static void deleteStores() {
        Store.deleteAll(DIRECTORY);
    }

    @Property(tries = 25)
    void everySequenceLeavesWhatThePlainMapHolds(@ForAll("steps") List<Step> steps) {
        assertFollowsTheModel(steps);
    }

    @Override
    Store newStore() {
        return Store.onDisk(DIRECTORY);
    }
}
