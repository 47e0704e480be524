import type { ProblemKind } from '../shared/problem/problem';

export const RegistryProblems = {
  notFound: {
    code: 'registry_not_found',
    status: 404,
    title: { ru: 'Реестр не найден', en: 'Registry not found' },
    detail: { ru: 'Такого реестра нет.', en: 'There is no such registry.' },
  },
  beingRead: {
    code: 'registry_being_read',
    status: 409,
    title: { ru: 'Реестр уже читается', en: 'The registry is being read' },
    detail: {
      ru: 'Этот же файл сейчас читается по другому запросу. Повторите через минуту.',
      en: 'Another request is reading this very file. Try again in a minute.',
    },
  },
  formatUnsupported: {
    code: 'registry_format_unsupported',
    status: 422,
    title: { ru: 'Неизвестный вид файла', en: 'Unknown kind of file' },
    detail: {
      ru: 'Нужен реестр в CSV или XLSX. Старый XLS и PDF сохраните как XLSX.',
      en: 'A registry as CSV or XLSX is needed. Save an old XLS or a PDF as XLSX.',
    },
  },
  encodingUnsupported: {
    code: 'registry_encoding_unsupported',
    status: 422,
    title: { ru: 'Неподдерживаемая кодировка', en: 'Unsupported encoding' },
    detail: {
      ru: 'Файл в кодировке UTF-16 или испорчен. Сохраните его как CSV в UTF-8 или Windows-1251.',
      en: 'The file is in UTF-16, or spoilt. Save it as CSV in UTF-8 or Windows-1251.',
    },
  },
  columnsMissing: {
    code: 'registry_columns_missing',
    status: 422,
    title: { ru: 'Не хватает колонок', en: 'Columns are missing' },
    detail: {
      ru: 'В шапке не найдены колонки: {columns}. Проверьте файл или настройку REGISTRY_COLUMNS.',
      en: 'The heading has no columns for: {columns}. Check the file or the setting REGISTRY_COLUMNS.',
    },
  },
  tooManyRows: {
    code: 'registry_too_many_rows',
    status: 422,
    title: { ru: 'Слишком много строк', en: 'Too many rows' },
    detail: {
      ru: 'В файле больше {max} строк. Разделите его.',
      en: 'The file has more than {max} rows. Split it.',
    },
  },
  damaged: {
    code: 'registry_damaged',
    status: 422,
    title: { ru: 'Файл повреждён', en: 'The file is damaged' },
    detail: {
      ru: 'Файл обрывается, содержит незакрытую кавычку или неправдоподобно большие ячейки.',
      en: 'The file breaks off, has a quote that is never closed, or cells of an implausible size.',
    },
  },
  noGoodLine: {
    code: 'registry_no_good_line',
    status: 422,
    title: { ru: 'Ни одна строка не читается', en: 'No line can be read' },
    detail: {
      ru: 'Ни одна строка реестра не прочитана; причины перечислены в ошибках этого реестра.',
      en: 'No line of the registry could be read; its faults say why.',
    },
  },
} satisfies Record<string, ProblemKind>;
