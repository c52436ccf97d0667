package dev.releaseledger.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final List<String> turns = new ArrayList<>();
    private final List<Contender> contenders = List.of(contender("one", 1), contender("other", 2));

    @Test
    void contendersTakeTurns_andWarmUpsDoNotCount() throws Exception {
        List<Figure> figures = Rounds.of(settings(1, 2), contenders);

        assertThat(turns).containsExactly("one", "other", "one", "other", "one", "other");
        assertThat(figures).extracting(Figure::name).containsExactly("one", "other");
        assertThat(figures).allSatisfy(figure -> assertThat(figure.rounds()).hasSize(2));
    }

    @Test
    void backAndForth_whoCameLastComesFirstInTheNextRound_andRatiosStayWithinTheirRound() throws Exception {
        List<Figure> figures = Rounds.backAndForth(settings(1, 2), contenders);

        assertThat(turns).containsExactly("other", "one", "one", "other", "other", "one");
        assertThat(figures).extracting(Figure::name).containsExactly("one", "other");
        assertThat(figures.get(1).times(figures.get(0))).isEqualTo(2);
    }

    private static Settings settings(int warmUps, int rounds) {
        return new Settings(warmUps, rounds, Duration.ofMillis(1), Duration.ZERO, 0, 0);
    }

    private Contender contender(String name, double perSecond) {
        return Contender.of(name, duration -> {
            turns.add(name);
            return new Measured(perSecond, null, null);
        });
    }
}
