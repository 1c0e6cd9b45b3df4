package dev.tradewind.policy.limits;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Unpacks a workbook, which is a zip of XML files, within bounds that no workbook of limits comes near. */
final class WorkbookParts {
    static final int MOST_PARTS = 500;
    static final int PART_BYTES = 16 << 20;
    static final int ALL_BYTES = 32 << 20;

    private WorkbookParts() {}

    /** A workbook that cannot be read, with what is wrong and what to do. */
    static final class BadWorkbook extends Exception {
        private static final long serialVersionUID = 1L;
        private final String remedy;

        BadWorkbook(String message, String remedy) {
            super(message, null, false, false);
            this.remedy = remedy;
        }

        String remedy() {
            return remedy;
        }
    }

    /** Contents by name; of files that are no XML, such as pictures, only that they are there. */
    static Map<String, byte[]> unpack(byte[] content) throws BadWorkbook {
        if (content.length < 4 || content[0] != 'P' || content[1] != 'K') {
            throw new BadWorkbook("this is no XLSX file", "save it as an Excel workbook (.xlsx) without a password");
        }
        Map<String, byte[]> parts = new LinkedHashMap<>();
        long all = 0;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] part = zip.readNBytes((int) Math.min(PART_BYTES + 1L, ALL_BYTES - all + 1));
                all += part.length;
                if (part.length > PART_BYTES || all > ALL_BYTES || parts.size() == MOST_PARTS) {
                    throw new BadWorkbook(
                            "unpacked it has more than " + MOST_PARTS + " files or " + ALL_BYTES + " bytes",
                            "keep the table in a workbook of its own");
                }
                if (parts.put(entry.getName(), part) != null) {
                    throw new BadWorkbook("it holds two files of one name", "save it again");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadWorkbook("it cannot be unpacked: " + e.getMessage(), "save it again");
        }
        return parts;
    }
}
