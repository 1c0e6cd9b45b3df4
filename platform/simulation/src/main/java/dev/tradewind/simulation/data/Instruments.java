package dev.tradewind.simulation.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.tradewind.sdk.instrument.ContractTerms;
import dev.tradewind.sdk.instrument.Instrument;
import dev.tradewind.sdk.instrument.InstrumentId;
import dev.tradewind.sdk.instrument.InstrumentKind;
import dev.tradewind.sdk.instrument.TradingSteps;
import dev.tradewind.sdk.value.Currency;
import dev.tradewind.sdk.value.Decimal;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/** The instruments that are known: those shipped, and those of a file of the user's own. */
public final class Instruments {
    /** The first line of a file of instruments. */
    public static final String HEADER = "symbol,venue,kind,tick,lot,minQuantity,minNotional,base,quote,settlement,"
            + "multiplier,inverse,assetId";
    private static final int SUGGESTIONS = 3;

    private final Map<InstrumentId, Instrument> byId;

    private Instruments(Map<InstrumentId, Instrument> byId) {
        this.byId = byId;
    }

    /** The catalogue that comes with Tradewind. */
    public static Instruments shipped() {
        try (InputStream in = Objects.requireNonNull(Instruments.class.getResourceAsStream("instruments.csv"));
                Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new Instruments(read("instruments.csv", reader));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * These and the instruments of a file, whose entries win. The file is CSV with the header
     * {@code symbol,venue,kind,tick,lot,minQuantity,minNotional,base,quote,settlement,multiplier,inverse,assetId}.
     *
     * @throws DataException if the file cannot be used; the message names line and column
     */
    public Instruments with(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException(file + ": no such file; an instruments file is CSV with the header " + HEADER);
        }
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<InstrumentId, Instrument> all = new TreeMap<>(byId);
            all.putAll(read(file.toString(), reader));
            return new Instruments(all);
        } catch (IOException e) {
            throw new DataException(file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static Map<InstrumentId, Instrument> read(String name, Reader reader) throws IOException {
        Map<InstrumentId, Instrument> found = new TreeMap<>();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(reader)) {
            for (NamedCsvRecord row : rows) {
                Instrument instrument = parse(name, row);
                if (found.put(instrument.id(), instrument) != null) {
                    throw new DataException(name + " line " + row.getStartingLineNumber() + ": " + instrument.id()
                            + " is described twice; remove one");
                }
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw new DataException(name + ": not a CSV file (" + Text.shortened(String.valueOf(e.getMessage())) + ")",
                    e);
        }
        return found;
    }

    private static Instrument parse(String name, NamedCsvRecord row) {
        Row cells = new Row(name, row);
        InstrumentId id = new InstrumentId(cells.text("symbol"), cells.text("venue"));
        InstrumentKind kind = cells.read("kind", text -> InstrumentKind.valueOf(text.toUpperCase(Locale.ROOT)));
        try {
            TradingSteps steps = new TradingSteps(
                    cells.read("tick", Decimal::parse),
                    cells.read("lot", Decimal::parse),
                    cells.read("minQuantity", Decimal::parse),
                    cells.read("minNotional", Decimal::parse));
            ContractTerms terms = new ContractTerms(
                    cells.read("base", Currency::of),
                    cells.read("quote", Currency::of),
                    cells.read("settlement", Currency::of),
                    cells.read("multiplier", Decimal::parse),
                    cells.read("inverse", Instruments::yesOrNo));
            return new Instrument(id, kind, steps, terms, cells.text("assetId"));
        } catch (IllegalArgumentException e) {
            throw new DataException(cells.place() + ": " + Text.shortened(String.valueOf(e.getMessage()))
                    + "; correct the line", e);
        }
    }

    /** One line of an instruments file. */
    private record Row(String file, NamedCsvRecord row) {
        String place() {
            return file + " line " + row.getStartingLineNumber();
        }

        String text(String column) {
            return read(column, text -> {
                if (text.isEmpty() || (column.equals("venue") && text.indexOf('.') >= 0)) {
                    throw new IllegalArgumentException("must not be empty, nor a venue hold a dot");
                }
                return text;
            });
        }

        <T> T read(String column, Function<String, T> parser) {
            try {
                return parser.apply(row.getField(column).strip());
            } catch (NoSuchElementException e) {
                throw new DataException(place() + ": no value in column '" + column + "'; the header is " + HEADER, e);
            } catch (IllegalArgumentException e) {
                throw new DataException(place() + ", column " + column + ": "
                        + Text.shortened(String.valueOf(e.getMessage())) + "; correct the line", e);
            }
        }
    }

    private static boolean yesOrNo(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes" -> true;
            case "false", "no", "" -> false;
            default -> throw new IllegalArgumentException("true or false expected, was '" + text + "'");
        };
    }

    /** All, in order of symbol and venue. */
    public List<Instrument> all() {
        return List.copyOf(byId.values());
    }

    /** The instrument named {@code BTCUSDT.BINANCE}, or {@code BTCUSDT} where one venue alone has it, in any case. */
    public Optional<Instrument> find(String name) {
        List<Instrument> matches = matches(name);
        return matches.size() == 1 ? Optional.of(matches.get(0)) : Optional.empty();
    }

    private List<Instrument> matches(String name) {
        return byId.values().stream()
                .filter(each -> each.id().toString().equalsIgnoreCase(name)
                        || each.id().symbol().equalsIgnoreCase(name))
                .toList();
    }

    /**
     * The instrument of that name.
     *
     * @throws DataException if there is none, or several venues have it; the message suggests names and the remedy
     */
    public Instrument require(String name) {
        List<Instrument> matches = matches(name);
        if (matches.size() == 1) {
            return matches.get(0);
        }
        if (matches.size() > 1) {
            throw new DataException("instrument '" + name + "' is at several venues; name one: "
                    + String.join(", ", matches.stream().map(each -> each.id().toString()).toList()));
        }
        List<String> near = nearest(name);
        throw new DataException("unknown instrument '" + Text.shortened(name) + "'; "
                + (near.isEmpty() ? "describe" : "did you mean " + String.join(", ", near) + "? Describe")
                + " a new one in a file given with --instruments, CSV with the header " + HEADER);
    }

    private List<String> nearest(String name) {
        String wanted = name.toUpperCase(Locale.ROOT);
        record Distance(String id, int edits, int lengthDifference) {}
        return byId.keySet().stream()
                .map(id -> new Distance(
                        id.toString(),
                        Math.min(
                                edits(wanted, id.symbol().toUpperCase(Locale.ROOT)),
                                edits(wanted, id.toString().toUpperCase(Locale.ROOT))),
                        Math.abs(wanted.length() - id.symbol().length())))
                .filter(each -> each.edits() <= Math.max(2, wanted.length() / 3))
                .sorted(Comparator.comparingInt(Distance::edits)
                        .thenComparingInt(Distance::lengthDifference)
                        .thenComparing(Distance::id))
                .limit(SUGGESTIONS)
                .map(Distance::id)
                .toList();
    }

    /** Levenshtein's distance, in which two swapped neighbours count once (optimal string alignment). */
    static int edits(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                int replaced = table[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, Math.min(table[i - 1][j], table[i][j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    best = Math.min(best, table[i - 2][j - 2] + 1);
                }
                table[i][j] = best;
            }
        }
        return table[a.length()][b.length()];
    }
}
