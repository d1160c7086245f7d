import { readQrImage } from './read-qr-image.ts'

const bytesMax = 1_048_576

/** Why a file gives no text: its key among the words of this package. */
export type PasteFault = 'pasteNoQr' | 'pasteTooLarge' | 'pasteUnreadable'

/** The text of a file, or of the QR code in a picture. */
export async function readPastedFile(file: File): Promise<{ text: string } | { fault: PasteFault }> {
  try {
    if (file.type.startsWith('image/')) {
      const found = await readQrImage(file)
      return found === null ? { fault: 'pasteNoQr' } : { text: found }
    }
    return file.size > bytesMax ? { fault: 'pasteTooLarge' } : { text: await file.text() }
  } catch {
    return { fault: 'pasteUnreadable' }
  }
}
