package dev.memcore.model;

import dev.memcore.contract.Store;
import dev.memcore.model.Histories.Step;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** What holds of any history, over fakes. */
final class FakePartsHistoryTest extends HistoryPropertyContract {
    @Override
    Store newStore() {
        return Store.overFakes();
    }

    @Property(tries = 150)
    void earlierMomentsAreSeenAsTheyWere(@ForAll("anything") List<Step> steps) {
        assertEarlierMomentsAreSeenAsTheyWere(steps);
    }

    @Property(tries = 150)
    void undoRestoresExactly(@ForAll("changes") List<Step> before, @ForAll("changes") List<Step> after) {
        assertUndoRestoresExactly(before, after);
    }

    @Property(tries = 150)
    void maintenanceIsAFunctionOfTheState(@ForAll("anything") List<Step> steps) {
        assertMaintenanceIsAFunction(steps);
    }

    @Property(tries = 150)
    void triggeredMaintenanceIsAFunctionOfTheState(@ForAll("anything") List<Step> steps) {
        assertTriggeredMaintenanceIsAFunction(steps);
    }

    @Property(tries = 150)
    void triggeredMaintenanceEndsInSmallBudgets(@ForAll("anything") List<Step> steps) {
        assertTriggeredMaintenanceEndsInSmallBudgets(steps);
    }

    @Property(tries = 150)
    void smallBudgetsEndInTheSameState(@ForAll("changes") List<Step> steps) {
        assertSmallBudgetsEndInTheSameState(steps);
    }

    @Property(tries = 150)
    void exportAndImportGiveTheOriginal(@ForAll("anything") List<Step> steps) {
        assertExportAndImportGiveTheOriginal(steps);
    }

    @Property(tries = 150)
    void theSameStepsGiveTheSameLog(@ForAll("anything") List<Step> steps) {
        assertTheSameStepsGiveTheSameLog(steps);
    }
}
