package dev.releaseledger.command.directory;

import static dev.releaseledger.command.append.LedgerDatabases.asSuperuser;
import static dev.releaseledger.command.append.LedgerDatabases.count;
import static dev.releaseledger.command.append.LedgerDatabases.dataSource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.releaseledger.command.append.Append;
import dev.releaseledger.command.append.AppendEngine;
import dev.releaseledger.command.append.Drafts;
import dev.releaseledger.command.append.EntryReader;
import dev.releaseledger.command.append.LedgerDatabases;
import dev.releaseledger.events.release.ChangeAdded;
import dev.releaseledger.events.release.ChangeCategory;
import dev.releaseledger.servers.testing.TestDatabase;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.BadSqlGrammarException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.ScheduledAnnotationBeanPostProcessor;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.TriggerTask;

class DirectoryIT {
    private final TestDatabase database = LedgerDatabases.fresh();
    private final AppendEngine engine = LedgerDatabases.engine(database);
    private final JdbcClient client = JdbcClient.create(dataSource(database));
    private final Directory directory = new Directory(client);
    private final ErasedPeople erasedPeople =
            new ErasedPeople(directory, new EntryReader(dataSource(database)), () -> true);

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aSubjectKeepsItsId_whichTellsWhoItIs() {
        UUID ada = directory.idOf("ada");

        assertThat(new Directory(client).idOf("ada")).isEqualTo(ada);
        assertThat(directory.idOf("bob")).isNotEqualTo(ada);
        assertThat(directory.subjectsOf(ada)).containsExactly("ada");
    }

    @Test
    void ofAnErasedPersonNothingReadableIsLeft() {
        UUID ada = directory.idOf("ada");

        assertThat(directory.erase(ada)).isTrue();

        assertThat(directory.subjectsOf(ada)).isEmpty();
        assertThat(directory.erase(ada)).isFalse();
        assertThat(count(database, "select count(*) from ledger.subject")).isZero();
        assertThat(count(database, "select count(*) from ledger.erased_subject where digest = sha256('ada')"))
                .isZero();
    }

    @Test
    void theServiceCannotReadTheKeyOfTheDigests() {
        assertThatThrownBy(() ->
                        client.sql("select * from ledger.subject_key").query().listOfRows())
                .isInstanceOf(BadSqlGrammarException.class)
                .rootCause()
                .hasMessageContaining("permission denied");
    }

    @Test
    void whoeverComesBackWhileAReleaseThatNamesThemIsOpenHasTheSameId() {
        UUID ada = directory.idOf("ada");
        change(Drafts.newStream(), ada);
        directory.erase(ada);
        aDayGoesBy();
        erasedPeople.forget();

        assertThat(new Directory(client).idOf("ada")).isEqualTo(ada);
        assertThat(directory.subjectsOf(ada)).containsExactly("ada");
        assertThat(count(database, "select count(*) from ledger.person where erased is not null"))
                .isZero();
    }

    @Test
    void onceEveryReleaseThatNamesThemHasEndedWhoeverComesBackIsSomebodyNew() {
        UUID ada = directory.idOf("ada");
        String release = Drafts.newStream();
        change(release, ada);
        engine.append(Drafts.anyhow(release));
        directory.erase(ada);
        aDayGoesBy();
        erasedPeople.forget();

        assertThat(count(database, "select count(*) from ledger.erased_subject"))
                .isZero();
        assertThat(directory.idOf("ada")).isNotEqualTo(ada);
    }

    @Test
    void whoeverWasErasedJustNowIsNotForgottenWhileOtherInstancesMayStillUseTheId() {
        UUID ada = directory.idOf("ada");
        directory.erase(ada);
        erasedPeople.forget();

        assertThat(directory.idOf("ada")).isEqualTo(ada);
    }

    @Test
    void anAliasHasTheIdOfThePersonItBelongsTo_whicheverOfTheTwoWasKnown() {
        UUID ada = directory.idOf("ada");
        UUID mail = directory.idOf("bob@example.com");

        assertThat(directory.join("ada", "ada@example.com")).isEqualTo(new Directory.Joined.One(ada));
        assertThat(directory.join("bob", "bob@example.com")).isEqualTo(new Directory.Joined.One(mail));
        Directory.Joined neither = directory.join("carl", "carl@example.com");
        assertThat(directory.join("carl", "carl@example.com")).as("said again").isEqualTo(neither);

        assertThat(directory.idOf("ada@example.com")).isEqualTo(ada);
        assertThat(directory.idOf("bob")).isEqualTo(mail);
        assertThat(directory.subjectsOf(ada)).containsExactly("ada", "ada@example.com");
        assertThat(neither).isEqualTo(new Directory.Joined.One(directory.idOf("carl@example.com")));
    }

    @Test
    void twoThatAreKnownApartStayTwo() {
        UUID ada = directory.idOf("ada");
        UUID mail = directory.idOf("ada@example.com");

        assertThat(directory.join("ada", "ada@example.com")).isEqualTo(new Directory.Joined.Two(ada, mail));

        assertThat(directory.idOf("ada@example.com")).isEqualTo(mail);
    }

    @Test
    void anErasedAliasThatWasKnownApartStaysApart() {
        UUID ada = directory.idOf("ada");
        UUID mail = directory.idOf("ada@example.com");
        directory.erase(mail);

        assertThat(directory.join("ada", "ada@example.com")).isEqualTo(new Directory.Joined.Two(ada, mail));

        assertThat(directory.idOf("ada@example.com")).isEqualTo(mail);
    }

    @Test
    void anErasedSubjectThatWasKnownApartFromItsAliasStaysApart() {
        UUID ada = directory.idOf("ada");
        UUID mail = directory.idOf("ada@example.com");
        directory.erase(ada);

        assertThat(directory.join("ada", "ada@example.com")).isEqualTo(new Directory.Joined.Two(ada, mail));

        assertThat(directory.idOf("ada")).isEqualTo(ada);
    }

    @Test
    void ofTwoSubjectsOneOfWhichWasErased_theOtherGetsTheErasedPersonsId() {
        UUID ada = directory.idOf("ada");
        UUID mail = directory.idOf("bob@example.com");
        directory.erase(ada);
        directory.erase(mail);

        assertThat(directory.join("ada", "ada@example.com")).isEqualTo(new Directory.Joined.One(ada));
        assertThat(directory.join("bob", "bob@example.com")).isEqualTo(new Directory.Joined.One(mail));
    }

    @Test
    void whileAPersonIsBackUnderOneSubject_theOtherIsNotForgotten() {
        UUID ada = directory.idOf("ada");
        directory.join("ada", "ada@example.com");
        directory.erase(ada);
        assertThat(directory.idOf("ada")).isEqualTo(ada);
        aDayGoesBy();

        assertThat(directory.erasedLongAgo()).isEmpty();
        directory.letGo(Set.of(ada));

        assertThat(directory.idOf("ada@example.com")).isEqualTo(ada);
    }

    @Test
    void theLedgerIsReadThroughByTheClock_whichHasAThreadOfItsOwn() {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.registerBean(ScheduledAnnotationBeanPostProcessor.class);
            context.registerBean(ErasedPeople.class, () -> erasedPeople);
            context.refresh();

            assertThat(context.getBean(ScheduledAnnotationBeanPostProcessor.class)
                            .getScheduledTasks())
                    .singleElement()
                    .extracting(ScheduledTask::getTask)
                    .isInstanceOf(TriggerTask.class);
        }
    }

    @Test
    void anErasedPersonIsForgottenUnderEverySubjectAndKnownAgainByEach() {
        UUID ada = directory.idOf("ada");
        directory.join("ada", "ada@example.com");
        directory.erase(ada);

        assertThat(directory.subjectsOf(ada)).isEmpty();
        assertThat(directory.idOf("ada@example.com")).isEqualTo(ada);
        assertThat(directory.idOf("ada")).isEqualTo(ada);
    }

    private void change(String stream, UUID author) {
        engine.append(Append.of(
                List.of(),
                List.of(Drafts.entry(
                        stream,
                        new ChangeAdded("c1", ChangeCategory.FIX, "a change", null, author, null, null, List.of())))));
    }

    private void aDayGoesBy() {
        asSuperuser(database, "update ledger.erased_subject set erased = erased - interval '1 day'");
    }
}
