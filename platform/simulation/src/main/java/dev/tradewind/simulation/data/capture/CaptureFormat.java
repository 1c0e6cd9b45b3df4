package dev.tradewind.simulation.data.capture;

/** How a recorder wrote its lines. */
public enum CaptureFormat {
    /** {@code <nanoseconds> <message>}, as hftbacktest's collector writes; REST answers are lines among the others. */
    RAW("raw capture"),
    /** cryptofeed's: {@code <seconds>: <message>}, {@code <url> -> <seconds>: <answer>}, and what was sent. */
    CRYPTOFEED("cryptofeed capture");

    private final String text;

    CaptureFormat(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
