import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.GeneratedAnnotationType;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/**
 * Generates jOOQ's classes from the migrations, with a throw-away PostgreSQL that they are run in. Nothing is done
 * when neither the migrations nor this file nor jOOQ changed since the last time.
 *
 * <p>Arguments: folder of migrations, folder of generated sources, version of jOOQ.
 */
final class GenerateClasses {
    private static final String SCHEMA = "tradewind";

    private GenerateClasses() {}

    public static void main(String[] args) throws Exception {
        Path migrations = Path.of(args[0]);
        Path target = Path.of(args[1]);
        Path stamp = target.resolveSibling("jooq.sha256");
        String hash = hash(migrations, args[2]);
        if (Files.isRegularFile(stamp) && Files.isDirectory(target) && Files.readString(stamp).equals(hash)) {
            return;
        }
        Files.deleteIfExists(stamp);
        deleteTree(target);
        Path work = Files.createTempDirectory("tradewind-jooq");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(work.resolve("bin").toFile())
                .setDataDirectory(work.resolve("data"))
                .start()) {
            migrate(postgres, migrations);
            generate(postgres, target);
        } finally {
            deleteTree(work);
        }
        Files.writeString(stamp, hash);
    }

    private static void migrate(EmbeddedPostgres postgres, Path migrations) throws Exception {
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create role tradewind_app");
        }
        Flyway.configure()
                .dataSource(postgres.getPostgresDatabase())
                .defaultSchema(SCHEMA)
                .schemas(SCHEMA)
                .locations("filesystem:" + migrations)
                .placeholders(Map.of("app", "tradewind_app", "ticks", "partitions"))
                .load()
                .migrate();
    }

    private static void generate(EmbeddedPostgres postgres, Path target) throws Exception {
        GenerationTool.generate(new Configuration()
                .withLogging(Logging.WARN)
                .withJdbc(new Jdbc()
                        .withDriver("org.postgresql.Driver")
                        .withUrl(postgres.getJdbcUrl("postgres", "postgres")))
                .withGenerator(new Generator()
                        .withDatabase(new Database()
                                .withName("org.jooq.meta.postgres.PostgresDatabase")
                                .withInputSchema(SCHEMA)
                                .withIncludes(".*")
                                .withExcludes("flyway_schema_history|tick_2.*"))
                        .withGenerate(new Generate()
                                .withGeneratedAnnotation(true)
                                .withGeneratedAnnotationDate(false)
                                .withGeneratedAnnotationType(
                                        GeneratedAnnotationType.JAVAX_ANNOTATION_PROCESSING_GENERATED)
                                .withRoutines(false))
                        .withTarget(new Target()
                                .withPackageName("dev.tradewind.db")
                                .withDirectory(target.toString()))));
    }

    private static String hash(Path migrations, String jooqVersion) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(jooqVersion.getBytes(StandardCharsets.UTF_8));
        digest.update(Files.readAllBytes(migrations.resolve("../../../../../tools/Generate.java")));
        List<Path> files;
        try (Stream<Path> found = Files.list(migrations)) {
            files = found.sorted().toList();
        }
        for (Path file : files) {
            digest.update(file.getFileName().toString().getBytes(StandardCharsets.UTF_8));
            digest.update(Files.readAllBytes(file));
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (Stream<Path> files = Files.walk(root)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
