package dev.releaseledger.command.directory;

import dev.releaseledger.command.append.EntryReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The directory of people. */
@Configuration(proxyBeanMethods = false)
class DirectoryConfiguration {

    @Bean
    Directory directory(JdbcClient database) {
        return new Directory(database);
    }

    @Bean
    ErasedPeople erasedPeople(Directory directory, EntryReader reader, ReadersRecorded readers) {
        return new ErasedPeople(directory, reader, readers);
    }
}
