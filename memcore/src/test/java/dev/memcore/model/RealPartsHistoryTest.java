package dev.memcore.model;

import dev.memcore.contract.Store;
import dev.memcore.model.Histories.Step;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.lifecycle.AfterContainer;

/** What holds of any history, over the parts that hosts have: files and Lucene. */
final class RealPartsHistoryTest extends HistoryPropertyContract {
    private static final Path DIRECTORY = Store.temporaryDirectory();

    @AfterContainer
    static void deleteStores() {
        Store.deleteAll(DIRECTORY);
    }

    @Override
    Store newStore() {
        return Store.onDisk(DIRECTORY);
    }

    @Property(tries = 12)
    void earlierMomentsAreSeenAsTheyWere(@ForAll("anything") List<Step> steps) {
        assertEarlierMomentsAreSeenAsTheyWere(steps);
    }

    @Property(tries = 12)
    void undoRestoresExactly(@ForAll("changes") List<Step> before, @ForAll("changes") List<Step> after) {
        assertUndoRestoresExactly(before, after);
    }

    @Property(tries = 12)
    void maintenanceIsAFunctionOfTheState(@ForAll("anything") List<Step> steps) {
        assertMaintenanceIsAFunction(steps);
    }

    @Property(tries = 12)
    void triggeredMaintenanceIsAFunctionOfTheState(@ForAll("anything") List<Step> steps) {
        assertTriggeredMaintenanceIsAFunction(steps);
    }

    @Property(tries = 12)
    void triggeredMaintenanceEndsInSmallBudgets(@ForAll("anything") List<Step> steps) {
        assertTriggeredMaintenanceEndsInSmallBudgets(steps);
    }

    @Property(tries = 12)
    void smallBudgetsEndInTheSameState(@ForAll("changes") List<Step> steps) {
        assertSmallBudgetsEndInTheSameState(steps);
    }

    @Property(tries = 12)
    void exportAndImportGiveTheOriginal(@ForAll("anything") List<Step> steps) {
        assertExportAndImportGiveTheOriginal(steps);
    }

    @Property(tries = 12)
    void theSameStepsGiveTheSameLog(@ForAll("anything") List<Step> steps) {
        assertTheSameStepsGiveTheSameLog(steps);
    }
}
