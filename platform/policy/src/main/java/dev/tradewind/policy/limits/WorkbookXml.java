package dev.tradewind.policy.limits;

import dev.tradewind.policy.limits.WorkbookParts.BadWorkbook;
import java.io.ByteArrayInputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** Reads the XML of a workbook, element by element. No document type and no entity of its own is allowed in it. */
final class WorkbookXml {
    private static final int DEEPEST = 50;

    private WorkbookXml() {}

    /** Hears of elements, by their names without a prefix. */
    interface Listener {
        void start(String name, XMLStreamReader xml) throws BadWorkbook;

        /** @param text directly in the element */
        void end(String name, String text) throws BadWorkbook;
    }

    static void read(byte[] part, Listener listener) throws BadWorkbook {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        try {
            XMLStreamReader xml = factory.createXMLStreamReader(new ByteArrayInputStream(part));
            StringBuilder text = new StringBuilder();
            int depth = 0;
            while (xml.hasNext()) {
                switch (xml.next()) {
                    case XMLStreamConstants.START_ELEMENT -> {
                        if (++depth > DEEPEST) {
                            throw new BadWorkbook("its XML is nested too deeply", "save it again");
                        }
                        text.setLength(0);
                        listener.start(xml.getLocalName(), xml);
                    }
                    case XMLStreamConstants.END_ELEMENT -> {
                        depth--;
                        listener.end(xml.getLocalName(), text.toString());
                        text.setLength(0);
                    }
                    case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                        text.append(xml.getText());
                    case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new BadWorkbook("its XML declares entities", "save it again with a spreadsheet program");
                    default -> { /* Comments and processing instructions say nothing. */ }
                }
            }
        } catch (XMLStreamException e) {
            throw new BadWorkbook("its XML is broken: " + oneLine(String.valueOf(e.getMessage())), "save it again");
        }
    }

    private static String oneLine(String message) {
        return message.replaceAll("\\s+", " ");
    }

    static String text(XMLStreamReader xml, String attribute) {
        for (int i = 0; i < xml.getAttributeCount(); i++) {
            if (xml.getAttributeLocalName(i).equals(attribute)) {
                return xml.getAttributeValue(i);
            }
        }
        return "";
    }

    static int number(XMLStreamReader xml, String attribute, int fallback) {
        String text = text(xml, attribute);
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : fallback;
    }

    static boolean flag(XMLStreamReader xml, String attribute) {
        String text = text(xml, attribute);
        return text.equals("1") || text.equals("true");
    }
}
