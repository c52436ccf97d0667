package dev.releaseledger.query.timeline;

import java.time.Duration;

/**
 * How much each term counts, in points: a suspect's score is the sum of weight times value over its terms. Terms that speak
 * against it weigh less than nothing. The figures are judgement, not measurement; infra/decisions/timelines.md says why they
 * are so, and the tests' report where they mislead.
 *
 * @param recency the change came shortly before the trouble began; the value halves with every half-life
 * @param halfLife the half-life of that
 * @param samePlace it changed the environment and the product that hurt
 * @param linked the incident names it
 * @param triggerFired a trigger fired over it
 * @param turnedUnhealthy health reports found it unhealthy
 * @param firstToTurn of all that changed it was the first to be found unhealthy
 * @param exposure how much more traffic its last step took on, as a share
 * @param strategy how risky its strategy is
 * @param riskyChanges it includes breaking changes, or some that speak of migrations, schemas or settings
 * @param sameWords its changes speak of what the incident's title speaks of
 * @param waived it went without evidence, or past a window or a freeze
 * @param restored it was taken back, and then health reports were well again
 * @param stayedHealthy health reports found nothing wrong with it
 * @param troubleBefore the trouble had begun before it
 * @param goneBefore it had been taken back, and all was well, before anybody noticed anything
 * @param notRestored it was taken back, and nothing was better: that says more than every sign that it showed before
 * @param restoredWithin how long after taking it back something should be better
 * @param always that nothing recorded is at fault can never be excluded
 * @param nothingChanged nothing was deployed, nothing taken back and no flag changed in time
 * @param beforeEverything the trouble had begun before everything that changed
 * @param nothingHelped what changed was taken back, and nothing was better
 * @param everythingHealthy health reports found nothing wrong with anything that was deployed
 * @param alertName the title or the alerts speak of what expires, is full, or belongs to others
 */
public record SuspectWeights(
        double recency,
        Duration halfLife,
        double samePlace,
        double linked,
        double triggerFired,
        double turnedUnhealthy,
        double firstToTurn,
        double exposure,
        double strategy,
        double riskyChanges,
        double sameWords,
        double waived,
        double restored,
        double stayedHealthy,
        double troubleBefore,
        double goneBefore,
        double notRestored,
        Duration restoredWithin,
        double always,
        double nothingChanged,
        double beforeEverything,
        double nothingHelped,
        double everythingHealthy,
        double alertName) {

    /** The weights that the service goes by. */
    public static SuspectWeights standard() {
        return new SuspectWeights(
                2.0,
                Duration.ofMinutes(15),
                2.0,
                1.0,
                2.0,
                2.0,
                1.0,
                1.0,
                0.5,
                1.0,
                1.0,
                0.5,
                3.0,
                -1.0,
                -3.0,
                -3.0,
                -5.0,
                Duration.ofMinutes(10),
                1.0,
                3.0,
                3.0,
                3.0,
                1.0,
                3.0);
    }
}
