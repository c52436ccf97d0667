-- A service that does not migrate makes sure that its schema is not behind, with rights of its own.

grant select on ${flyway:defaultSchema}.${flyway:table} to ${service_role};
