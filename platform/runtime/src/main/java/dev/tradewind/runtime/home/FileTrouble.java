package dev.tradewind.runtime.home;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Why a file or folder cannot be used, for people. */
public final class FileTrouble {
    private FileTrouble() {}

    /** Without the names of Java's exceptions, which say nothing to a user. */
    public static String of(Exception e) {
        return switch (e) {
            case UncheckedIOException wrapped -> of(Objects.requireNonNull(wrapped.getCause()));
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException taken -> taken.getFile() + " is a file, not a folder";
            case FileSystemException other when other.getReason() != null -> other.getFile() + ": " + other.getReason();
            case IOException other when other.getMessage() != null -> other.getMessage();
            default -> e.getClass().getSimpleName();
        };
    }
}
