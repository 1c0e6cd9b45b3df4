package dev.tradewind.runtime.backtest;

import dev.tradewind.research.report.RunIdentity.DataFile;
import dev.tradewind.simulation.data.BarSeries;
import dev.tradewind.simulation.data.DataException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** The files that a run read, with their hashes, so that it can be repeated on the same ones. */
final class SourceFiles {
    private SourceFiles() {}

    static List<DataFile> describe(List<BarSeries> series) {
        return describeAll(
                series.stream().flatMap(one -> one.sourceFiles().stream()).toList());
    }

    static List<DataFile> describeAll(List<Path> paths) {
        List<DataFile> files = new ArrayList<>();
        for (Path path : paths) {
            files.add(describe(path));
        }
        return files;
    }

    private static DataFile describe(Path path) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(path), digest)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return new DataFile(path.toString(), Files.size(path), HexFormat.of().formatHex(digest.digest()));
        } catch (IOException e) {
            throw new DataException(path + " cannot be read any more: " + e.getMessage(), e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
