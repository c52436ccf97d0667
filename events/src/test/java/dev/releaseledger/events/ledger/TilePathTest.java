package dev.releaseledger.events.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Locale;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
    private static final long MAX_INDEX = (1L << 55) - 1;

    @Example
    void pathsAreSpelledAsTheSpecificationShows() {
        assertThat(new HashTile(0, 1234067, 256).path()).isEqualTo("tile/0/x001/x234/067");
        assertThat(new HashTile(2, 0, 1).path()).isEqualTo("tile/2/000.p/1");
        assertThat(new HashTile(63, 999, 255).path()).isEqualTo("tile/63/999.p/255");
        assertThat(new EntryBundle(1000, 112).path()).isEqualTo("tile/entries/x001/000.p/112");
    }

    @Example
    void pathsAreSpelledInAsciiUnderEveryLocale() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            assertThat(new HashTile(0, 1234067, 9).path()).isEqualTo("tile/0/x001/x234/067.p/9");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    void everyTileSurvivesItsPath(
            @ForAll @IntRange(max = 63) int level,
            @ForAll @LongRange(max = MAX_INDEX) long index,
            @ForAll @IntRange(min = 1, max = 256) int width)
            throws Malformed {
        HashTile tile = new HashTile(level, index, width);
        EntryBundle bundle = new EntryBundle(index, width);

        assertThat(TilePath.parse(tile.path())).isEqualTo(tile);
        assertThat(TilePath.parse(bundle.path())).isEqualTo(bundle);
        assertThat(tile.isPartial()).isEqualTo(width < 256);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tile",
                "tile/0",
                "tile/0/",
                "tile/0/0",
                "tile/0/00",
                "tile/0/0000",
                "/tile/0/000",
                "tile/0/000/",
                "tile//000",
                "tile/00/000",
                "tile/01/000",
                "tile/64/000",
                "tile/100/000",
                "tile/-1/000",
                "tile/+1/000",
                "tile/0/-01",
                "tile/0/x000",
                "tile/0/x000/000",
                "tile/0/x000/001",
                "tile/0/001/067",
                "tile/0/x001/x067",
                "tile/0/X001/067",
                "tile/0/x1/067",
                "tile/0/x001/67",
                "tile/0/x001//067",
                "tile/0/000.p",
                "tile/0/000.p/",
                "tile/0/000.p/0",
                "tile/0/000.p/00",
                "tile/0/000.p/01",
                "tile/0/000.p/256",
                "tile/0/000.p/257",
                "tile/0/000.p/1000",
                "tile/0/000.p/-1",
                "tile/0/000.p/1/",
                "tile/0/000p/1",
                "tile/0/000.P/1",
                "tile/0/000 ",
                "tile/0/000\n",
                "tile/0/٠٠٠",
                "tile/entries",
                "tile/entries/0",
                "tile/Entries/000",
                "tile/entries/000.p/256",
                "tile/data/000",
                "tiles/0/000",
                "tile/0/x036/x028/x797/x018/x963/968",
                "tile/0/x009/x223/x372/x036/x854/x775/807",
                "tile/0/x999/x999/x999/x999/x999/x999/999",
                "tile/0/x001/x000/x000/x000/x000/x000/x000/000",
                "tile/0/../../checkpoint"
            })
    void otherSpellingsAreNoPaths(String path) {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> TilePath.parse(path))
                .extracting(Malformed::fault)
                .isEqualTo(Malformed.Fault.TILE_PATH);
    }

    @Example
    void aVeryLongPathIsRefusedQuickly() {
        assertThatExceptionOfType(Malformed.class)
                .isThrownBy(() -> TilePath.parse("tile/0/" + "x000/".repeat(1_000_000) + "000"))
                .satisfies(malformed -> assertThat(malformed.getMessage()).hasSizeLessThan(200));
    }

    @Example
    void whatNoPathCanNameIsNoTile() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTile(64, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTile(-1, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTile(0, -1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTile(0, MAX_INDEX + 1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HashTile(0, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new EntryBundle(0, 257));
    }

    /** The example of the specification: a tree of 70,000 leaves. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/000",
                "tile/0/272",
                "tile/0/272.p/255",
                "tile/0/273.p/1",
                "tile/0/273.p/112",
                "tile/1/000",
                "tile/1/001.p/17",
                "tile/2/000.p/1",
                "tile/entries/272",
                "tile/entries/273.p/112"
            })
    void aTreeHasTheTilesOfItsSizeAndOfEverySmallerOne(String path) throws Malformed {
        assertThat(TilePath.parse(path).isIn(70_000)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tile/0/273",
                "tile/0/273.p/113",
                "tile/0/274.p/1",
                "tile/1/001.p/18",
                "tile/1/002.p/1",
                "tile/2/000.p/2",
                "tile/3/000.p/1",
                "tile/8/000.p/1",
                "tile/16/000.p/1",
                "tile/63/000.p/1",
                "tile/0/x035/x028/x797/x018/x963/967.p/1",
                "tile/entries/273",
                "tile/entries/273.p/113"
            })
    void aTreeHasNoTilesBeyondItsSize(String path) throws Malformed {
        assertThat(TilePath.parse(path).isIn(70_000)).isFalse();
    }
}
